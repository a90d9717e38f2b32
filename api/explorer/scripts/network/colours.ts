// Colours of the drawing: those of the sheet of styles, so that both are light and dark together.

export interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly paper: string;
  readonly raised: string;
  readonly of: (origin: string) => string;
}

const ORIGINS: Readonly<Record<string, string>> = {
  home_state: "--home-state", home_other: "--home-other", associated: "--associated",
  foreign_state: "--foreign-state", foreign_other: "--foreign-other", float: "--clients", open: "--open",
};

/** The colours as the page has them now. */
export function colours(): Colours {
  const styles = getComputedStyle(document.documentElement);
  const named = (name: string): string => styles.getPropertyValue(name).trim();
  return {
    ink: named("--ink"), soft: named("--soft"), line: named("--line"), paper: named("--paper"),
    raised: named("--raised"), of: (origin) => named(ORIGINS[origin] ?? "--soft"),
  };
}
