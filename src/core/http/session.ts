/** The cookies that this archive sets, all of them. */
export const SESSION_COOKIE = 'fanlight_session';
export const THEME_COOKIE = 'fanlight_theme';
/** The language that a guest chose for the pages. */
export const LANGUAGE_COOKIE = 'fanlight_language';
/** A guest has said that adult works may be shown. */
export const ADULT_COOKIE = 'fanlight_adult';
/** Leads to forms that were sent when no session was there any more. */
export const KEPT_COOKIE = 'fanlight_kept';
/** A log-in whose second proof is awaited. */
export const STEP_COOKIE = 'fanlight_step';
/** Whether works are shown plainly, without their writers' skins, for this visit. */
export const PLAIN_COOKIE = 'fanlight_plain';
