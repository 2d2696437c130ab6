import { describe, expect, it } from "vitest";
import { following, isDark, stored } from "../src/theme.js";

const storing = (value: string | null) => ({ getItem: () => value });

describe("the theme", () => {
  it("is the system's unless somebody chose another", () => {
    expect(stored(storing(null))).toBe("system");
    expect(stored(storing("dark"))).toBe("dark");
    expect(stored(storing("purple"))).toBe("system");
  });

  it("is dark where that was chosen, or the system is", () => {
    expect(isDark("dark", false)).toBe(true);
    expect(isDark("light", true)).toBe(false);
    expect(isDark("system", true)).toBe(true);
    expect(isDark("system", false)).toBe(false);
  });

  it("goes round", () => {
    expect(following("system")).toBe("light");
    expect(following("light")).toBe("dark");
    expect(following("dark")).toBe("system");
  });
});
