/** Buttons that copy the text of the element they name; those that came since the last call. */
export function enableCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset["copy"] ?? "")?.textContent ?? "";
      await navigator.clipboard.writeText(text);
      const label = button.querySelector("[data-label]");
      if (label) {
        const before = label.textContent;
        label.textContent = button.dataset["copied"] ?? before;
        setTimeout(() => (label.textContent = before), 2000);
      }
    });
  }
}
