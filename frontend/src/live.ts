import htmx from "htmx.org";

/** How often the page asks at most, however much happens, and at least, so that ages stay true. */
const AT_MOST_EVERY = 1000;
const AT_LEAST_EVERY = 15_000;
const LISTEN_AGAIN = 5000;

/** The console sends a heartbeat every ten seconds; one that misses two of them hangs. */
const HEARD_WITHIN = 25_000;

/** A page that is still here so long after somebody wanted to leave it stays. */
const LEFT_AFTER = 10_000;

/** What changed is in the console's dashboard a quarter of a second later. */
const SETTLE = 350;

/** Runs a task soon after it is asked for, and never twice within the time. */
export function throttled(task: () => void, every: number, now: () => number = Date.now): () => void {
  let last = 0;
  let planned: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (planned !== undefined) {
      return;
    }
    planned = setTimeout(
      () => {
        planned = undefined;
        last = now();
        task();
      },
      Math.max(SETTLE, last + every - now()),
    );
  };
}

/** Whether an event of the console is about what a page shows: one connection, or all where it names none. */
export function isAbout(shown: string, event: string): boolean {
  const about = JSON.parse(event) as { namespace: string; name: string };
  return shown === "" || shown === `${about.namespace}/${about.name}`;
}

/** The title of a page with the number of what failed before it, as one among other tabs shows it. */
export function titleWith(title: string, failed: number): string {
  const plain = title.replace(/^\(\d+\) /, "");
  return failed > 0 ? `(${failed}) ${plain}` : plain;
}

/** Shows in the tab's title and icon how many connections failed. */
function showInTab(): void {
  const failed = Number(document.querySelector<HTMLElement>("[data-failed]")?.dataset["failed"] ?? "0");
  document.title = titleWith(document.title, failed);
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  icon?.setAttribute(
    "href",
    icon.href.replace(/favicon[\w-]*\.svg/, failed > 0 ? "favicon-failed.svg" : "favicon.svg"),
  );
}

/** Keeps what stands in [data-refresh] as the console sees it, and says so when the console does not answer. */
export function keepLive(): void {
  const part = document.querySelector<HTMLElement>("[data-refresh]");
  const state = document.querySelector<HTMLElement>("[data-live]");
  if (!part || !state) {
    return;
  }
  showInTab();
  const show = (on: boolean): void => {
    state.hidden = false;
    state.classList.toggle("arc-offline", !on);
    const text = (on ? state.dataset["on"] : state.dataset["off"]) ?? "";
    if (state.textContent !== text) {
      state.textContent = text;
    }
  };
  let leaving = false;
  window.addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => (leaving = false), LEFT_AFTER);
  });
  // Whoever signs out would be sent to sign in again by the answer to what the page asked last, and never be signed out.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    if (leaving) {
      event.preventDefault();
    }
  });
  const refresh = throttled(() => {
    // What somebody has opened stays as it is while they read it.
    if (!leaving && !document.hidden && !document.querySelector(":is([data-refresh], #tab) details[open]")) {
      void htmx
        .ajax("get", part.dataset["from"] ?? location.href, { target: `#${part.id}`, swap: "outerHTML" })
        .then(showInTab);
    }
  }, AT_MOST_EVERY);
  const shown = part.dataset["refresh"] ?? "";
  let events: EventSource;
  let heard = Date.now();
  const listen = (): void => {
    events = new EventSource(`${document.body.dataset["base"] ?? "/"}api/v1/connections/events`);
    events.addEventListener("heartbeat", () => {
      heard = Date.now();
      show(true);
    });
    events.addEventListener("connection", (event) => {
      heard = Date.now();
      if (isAbout(shown, event.data as string)) {
        refresh();
        // Once more when all has settled, whatever overtook what.
        setTimeout(refresh, AT_MOST_EVERY + SETTLE);
      }
    });
    events.addEventListener("open", () => {
      heard = Date.now();
      show(true);
      refresh();
    });
    events.addEventListener("error", () => {
      show(false);
      // A browser tries again by itself where nobody answers, but not where a proxy answers instead.
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(listen, LISTEN_AGAIN);
      }
    });
  };
  listen();
  // A console that hangs keeps its connections open and says nothing.
  setInterval(() => {
    if (Date.now() - heard > HEARD_WITHIN && events.readyState === EventSource.OPEN) {
      show(false);
      events.close();
      setTimeout(listen, LISTEN_AGAIN);
    }
  }, LISTEN_AGAIN);
  document.addEventListener("visibilitychange", refresh);
  setInterval(refresh, AT_LEAST_EVERY);
  window.addEventListener("pagehide", () => events.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      listen();
    }
  });
}
