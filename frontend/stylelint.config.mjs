export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // The design system's classes are BEM with underscores and its variables have two dashes in a row.
    "selector-class-pattern": null,
    "custom-property-pattern": null,
    "no-descending-specificity": null,
    "import-notation": "string",
  },
};
