/** Buttons that copy the text of the element they name; those that came since the last call. */
export function enableCopying(): void {
  // Elsewhere than on https and localhost browsers give scripts no clipboard; the text is there to be selected.
  if (!window.isSecureContext) {
    return;
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy][hidden]")) {
    const label = button.querySelector("[data-label]");
    const before = label?.textContent ?? "";
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset["copy"] ?? "")?.textContent ?? "";
      await navigator.clipboard.writeText(text);
      if (label) {
        label.textContent = button.dataset["copied"] ?? before;
        setTimeout(() => (label.textContent = before), 2000);
      }
    });
  }
}
