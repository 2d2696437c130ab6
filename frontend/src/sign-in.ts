/** Sends the code of the link in the console's log, which stands where no browser sends it by itself. */
export function followSignInLink(): void {
  sendCode();
  // Whoever is on the page already only changes what follows the #.
  window.addEventListener("hashchange", sendCode);
}

function sendCode(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-sign-in-code]");
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  const input = form?.querySelector<HTMLInputElement>("input[name=code]");
  if (form && input && code) {
    // It is good once, and of no use to the history.
    history.replaceState(null, "", location.pathname);
    input.value = code;
    form.requestSubmit();
  }
}
