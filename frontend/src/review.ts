import htmx from "htmx.org";
import { enableCopying } from "./copy";

/** A check of a probe, as the console tells of it. */
interface CheckLine {
  id: string;
  status: string;
  summary: string;
}

function show(part: HTMLElement, check: CheckLine): void {
  const line = part.querySelector<HTMLElement>(`[data-check="${CSS.escape(check.id)}"]`);
  const icon = part.querySelector<HTMLTemplateElement>(`template[data-icon="${CSS.escape(check.status)}"]`);
  if (!line || !icon) {
    return;
  }
  line.dataset["status"] = check.status;
  line.querySelector("svg")?.replaceWith(icon.content.cloneNode(true));
  const said = line.querySelector("span");
  if (said) {
    said.textContent = check.summary;
  }
}

/** Shows the checks of the review as they are made, and then the review as the console makes it. */
export function fillReview(): void {
  const part = document.querySelector<HTMLElement>("[data-checks]");
  const then = part?.dataset["then"];
  if (!part || !then) {
    return;
  }
  const events = new EventSource(part.dataset["checks"] ?? "");
  const complete = async (): Promise<void> => {
    events.close();
    await htmx.ajax("get", then, { target: `#${part.id}`, swap: "outerHTML" });
    if (document.contains(part)) {
      location.replace("?whole");
      return;
    }
    enableCopying();
    const said = document.querySelector("[data-said]");
    if (said) {
      said.textContent = document.querySelector("[data-headline]")?.textContent ?? "";
    }
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>("[data-focus]")?.focus();
    }
  };
  events.addEventListener("check", (event) => show(part, JSON.parse(event.data) as CheckLine));
  events.addEventListener("done", () => void complete());
  // Without the checks one by one, all of them at once.
  events.addEventListener("error", () => void complete());
  window.addEventListener("pagehide", () => events.close());
}

/** Tells the console and the style sheet that scripts run here, so that pages may rely on what they do. */
export function sayThatScriptsRun(): void {
  document.documentElement.classList.add("arc-scripts");
  document.cookie = "scripts=on; path=/setup; samesite=strict";
}
