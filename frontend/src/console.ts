// What the pages gain by JavaScript; each of them works without.
import { enableCopying } from "./copy";
import { filterAtOnce, sendOnce } from "./forms";
import { keepLive } from "./live";
import { fillReview, sayThatScriptsRun } from "./review";
import { followSignInLink } from "./sign-in";
import { followTheme, switchTheme } from "./theme";

followTheme();
sayThatScriptsRun();

document.addEventListener("DOMContentLoaded", () => {
  enableCopying();
  sendOnce();
  filterAtOnce();
  switchTheme();
  keepLive();
  fillReview();
  followSignInLink();
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
});
