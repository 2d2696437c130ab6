// What the pages gain by JavaScript; each of them works without.
import { enableCopying } from "./copy";
import { filterAtOnce, sendOnce, showWhatIsChosen } from "./forms";
import { keepLive } from "./live";
import { followTheme, switchTheme } from "./theme";

followTheme();

document.addEventListener("DOMContentLoaded", () => {
  enableCopying();
  showWhatIsChosen();
  sendOnce();
  filterAtOnce();
  switchTheme();
  keepLive();
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
});
