/** A form that was sent is not sent again by an impatient second click. */
export function sendOnce(): void {
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) {
        event.preventDefault();
        return;
      }
      form.dataset["sent"] = "true";
      const button = event.submitter ?? form.querySelector("button[type=submit]");
      button?.setAttribute("aria-disabled", "true");
      button?.setAttribute("aria-busy", "true");
    });
  }
  // Coming back by the browser's history, the form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form")) {
      delete form.dataset["sent"];
      for (const button of form.querySelectorAll("button[type=submit]")) {
        button.removeAttribute("aria-disabled");
        button.removeAttribute("aria-busy");
      }
    }
  });
}

/** Filters that are chosen from a list take effect at once. */
export function filterAtOnce(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('form[role="search"] select')) {
    select.addEventListener("change", () => select.form?.requestSubmit());
  }
}

/** An address names only what was chosen: no empty filters, and no columns where all of them are shown. */
export function sendOnlyWhatIsChosen(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[role="search"]')) {
    form.addEventListener("formdata", (event) => {
      for (const name of new Set(event.formData.keys())) {
        if (event.formData.get(name) === "") {
          event.formData.delete(name);
        }
      }
      if (event.formData.getAll("column").length === form.querySelectorAll('[name="column"]').length) {
        event.formData.delete("column");
      }
    });
  }
}

/** A menu closes when somebody looks elsewhere. */
export function closeMenus(): void {
  const close = (except: Node | null): void => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.arc-menu[open]")) {
      if (!except || !menu.contains(except)) {
        menu.open = false;
      }
    }
  };
  document.addEventListener("click", (event) => close(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.activeElement?.closest("details.arc-menu")?.querySelector("summary")?.focus();
      close(null);
    }
  });
}
