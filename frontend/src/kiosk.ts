/** How long a screen stands before the next one comes. */
const EVERY = 10_000;

/** On a screen that nobody sits at, shows one part of the page after the other. */
export function showAllInTurn(): void {
  if (!document.querySelector(".arc-kiosk")) {
    return;
  }
  setInterval(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
    if (scrollTop + clientHeight < scrollHeight - 1) {
      window.scrollBy({ top: clientHeight * 0.9 });
      return;
    }
    const next = document.querySelector<HTMLAnchorElement>("a[rel=next]");
    const first = new URL(location.href);
    first.searchParams.delete("page");
    if (next) {
      location.assign(next.href);
    } else if (first.href !== location.href) {
      location.assign(first.href);
    } else {
      window.scrollTo({ top: 0 });
    }
  }, EVERY);
}
