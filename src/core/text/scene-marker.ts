/** Signs by which a paragraph is really a scene break. */
const ORNAMENT =
  '*~#•·∙●○◦◇◆■□▪▫★☆✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋❖❡❢❣❤❥❦❧☙⁂⁎⁑⁕♥♡♦♢♠♣♪♫§=_+^°¤⸙⸻✨☽☾🌟⭐💫🌙';
const COMPANION = '\\-‐‑‒–—―.:|/\\\\<>()\\[\\]{}\'"`,;!⁓⸺';
const escaped = ORNAMENT.replace(/[\^*+]/g, '\\$&');

const ORNAMENTS = new RegExp(`^(?=.*[${escaped}])[${escaped}${COMPANION}\\s]+$`, 'u');
const DASHES = /^(?:[-‐‑‒–][\s]*){3,}$|^(?:[—―⸺][\s]*){2,}$/u;
const DECORATION = new RegExp(`[${escaped}${COMPANION}\\s]+`, 'gu');
const ENDS_DECORATED = new RegExp(`^[${escaped}${COMPANION}].*[${escaped}${COMPANION}]$`, 'u');
/** Of o, O, 0, x and X alone; bare, they must look drawn, for "ooo" and "xoxo" are also said. */
const DRAWN = /^(?:o+[O0]+o+(?:[O0]+o+)*|[O0]+o+[O0]+(?:o+[O0]+)*|[xX]{3,}|(?:xX)+|0{3,})$/;
const NAMED = /^\W*(?:scene|line|page)[\s-]?break\W*$/i;

/** Whether the text of a paragraph only marks a scene break: `***`, `* * *`, `~`, `—oOo—`, `###`, `---`, `xXx`… */
export function isSceneMarker(text: string): boolean {
  const line = text.trim();
  if (line === '' || line.length > 200 || line.includes('\n')) return false;
  if (ORNAMENTS.test(line) || DASHES.test(line) || NAMED.test(line)) return true;
  const letters = line.replace(DECORATION, '');
  if (!/^[oO0xX]{1,60}$/.test(letters)) return false;
  return DRAWN.test(letters) || ENDS_DECORATED.test(line);
}
