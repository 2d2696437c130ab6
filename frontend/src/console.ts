// What the pages gain by JavaScript; each of them works without.
import { enableCopying } from "./copy";
import { closeMenus, filterAtOnce, sendOnce, sendOnlyWhatIsChosen } from "./forms";
import { showAllInTurn } from "./kiosk";
import { keepLive } from "./live";
import { fillReview, sayThatScriptsRun } from "./review";
import { followSignInLink } from "./sign-in";
import { followTheme, switchTheme } from "./theme";
import { tellTimes } from "./times";

followTheme();
sayThatScriptsRun();

document.addEventListener("DOMContentLoaded", () => {
  enableCopying();
  sendOnce();
  closeMenus();
  filterAtOnce();
  sendOnlyWhatIsChosen();
  switchTheme();
  keepLive();
  showAllInTurn();
  tellTimes();
  document.body.addEventListener("htmx:afterSettle", tellTimes);
  fillReview();
  followSignInLink();
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
});
