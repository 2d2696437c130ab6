// What the pages gain by JavaScript; each of them works without.

/** Buttons that copy the text of the element they name. */
function enableCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset["copy"] ?? "")?.textContent ?? "";
      await navigator.clipboard.writeText(text);
      const label = button.querySelector("[data-label]");
      if (label) {
        const before = label.textContent;
        label.textContent = "Copied";
        setTimeout(() => (label.textContent = before), 2000);
      }
    });
  }
}

/** Parts of a form that belong to one choice: <div data-when="kind=org">. */
function showWhatIsChosen(): void {
  const parts = [...document.querySelectorAll<HTMLElement>("[data-when]")];
  const update = (): void => {
    for (const part of parts) {
      const [name, value] = (part.dataset["when"] ?? "").split("=");
      const chosen = document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`);
      part.hidden = chosen !== null && chosen.value !== value;
    }
  };
  for (const input of document.querySelectorAll("input[type=radio]")) {
    input.addEventListener("change", update);
  }
  update();
}

/** A form that was sent is not sent again by an impatient second click. */
function sendOnce(): void {
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) {
        event.preventDefault();
        return;
      }
      form.dataset["sent"] = "true";
      form.querySelector("button[type=submit]")?.setAttribute("aria-disabled", "true");
    });
  }
  // Coming back by the browser's history, the form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form")) {
      delete form.dataset["sent"];
      form.querySelector("button[type=submit]")?.removeAttribute("aria-disabled");
    }
  });
}

/** Follows the system's colours: PatternFly takes its dark theme by a class. */
function followTheme(): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const set = (): void => {
    document.documentElement.classList.toggle("pf-v6-theme-dark", dark.matches);
  };
  dark.addEventListener("change", set);
  set();
}

followTheme();

document.addEventListener("DOMContentLoaded", () => {
  enableCopying();
  showWhatIsChosen();
  sendOnce();
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
});
