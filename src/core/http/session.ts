/** The cookies that this archive sets, all of them. */
export const SESSION_COOKIE = 'fanlight_session';
export const THEME_COOKIE = 'fanlight_theme';
/** A guest has said that adult works may be shown. */
export const ADULT_COOKIE = 'fanlight_adult';
/** A log-in whose second proof is awaited. */
export const STEP_COOKIE = 'fanlight_step';
