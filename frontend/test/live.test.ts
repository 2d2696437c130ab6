import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// It looks for a document as soon as it is loaded.
vi.mock("htmx.org", () => ({ default: {} }));

const { isAbout, throttled, titleWith } = await import("../src/live.js");

describe("a task that is asked for again and again", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("runs soon, once", () => {
    const task = vi.fn();
    const ask = throttled(task, 1000);
    ask();
    ask();
    ask();
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it("does not run twice within the time", () => {
    const task = vi.fn();
    const ask = throttled(task, 1000);
    ask();
    vi.advanceTimersByTime(400);
    ask();
    vi.advanceTimersByTime(400);
    expect(task).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(600);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it("runs once more for what was asked while it ran", () => {
    let ask = (): void => undefined;
    const task = vi.fn(() => {
      if (task.mock.calls.length === 1) {
        ask();
      }
    });
    ask = throttled(task, 1000);
    ask();
    vi.advanceTimersByTime(5000);
    expect(task).toHaveBeenCalledTimes(2);
  });
});

describe("an event of the console", () => {
  const event = '{"namespace":"team-a","name":"ci","verdict":"ready"}';

  it("is about a page of all connections and about its own", () => {
    expect(isAbout("", event)).toBe(true);
    expect(isAbout("team-a/ci", event)).toBe(true);
  });

  it("is not about another connection's page", () => {
    expect(isAbout("team-a/other", event)).toBe(false);
  });
});

describe("titleWith", () => {
  it("has the number of what failed, once", () => {
    expect(titleWith("Connections", 2)).toBe("(2) Connections");
    expect(titleWith("(2) Connections", 17)).toBe("(17) Connections");
    expect(titleWith("(2) Connections", 0)).toBe("Connections");
  });
});
