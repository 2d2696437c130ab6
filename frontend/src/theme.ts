const KEY = "act-runner-console.theme";
const CHOICES = ["system", "light", "dark"] as const;
type Theme = (typeof CHOICES)[number];

export function stored(storage: Pick<Storage, "getItem">): Theme {
  const value = storage.getItem(KEY);
  return CHOICES.find((choice) => choice === value) ?? "system";
}

export function isDark(theme: Theme, systemIsDark: boolean): boolean {
  return theme === "dark" || (theme === "system" && systemIsDark);
}

export function following(theme: Theme): Theme {
  return CHOICES[(CHOICES.indexOf(theme) + 1) % CHOICES.length] ?? "system";
}

/** Follows the system's colours unless somebody chose others: PatternFly takes its dark theme by a class. */
export function followTheme(): void {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const set = (): void => {
    document.documentElement.classList.toggle("pf-v6-theme-dark", isDark(stored(localStorage), system.matches));
  };
  system.addEventListener("change", set);
  window.addEventListener("storage", set);
  set();
}

/** The button that goes from one theme to the next, and says which one it is. */
export function switchTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-theme-switch]");
  if (!button) {
    return;
  }
  const label = (): void => {
    const theme = stored(localStorage);
    const text = button.querySelector("[data-label]");
    if (text) {
      text.textContent = button.dataset[theme] ?? theme;
    }
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, following(stored(localStorage)));
    window.dispatchEvent(new StorageEvent("storage"));
    label();
  });
  label();
}
