/** Das Netz der Tags: was nicht sein kann, was eine Datei von Tags ändern würde, und der Platz derer, die Tags ordnen. */
import type { Messages } from '../index.js';

const number = new Intl.NumberFormat('de');

export const wrangling: Messages['wrangling'] = {
  refusals: {
    missing: () => 'Einen dieser Tags gibt es nicht mehr.',
    archive: ([a]) => `„${a}“ gehört dem Archiv selbst und bleibt, wie es ist.`,
    self: ([a]) => `„${a}“ kann nicht an sich selbst gehängt werden.`,
    types: ([a, b]) => `„${a}“ und „${b}“ sind von Arten, die so nicht verbunden werden.`,
    'not-canonical': ([a]) => `„${a}“ ist nicht maßgeblich.`,
    canonical: ([a]) => `„${a}“ ist maßgeblich.`,
    synonym: ([a]) => `„${a}“ ist ein gleichbedeutender Tag.`,
    'not-synonym': ([a]) => `„${a}“ ist kein gleichbedeutender Tag.`,
    unwrangleable: ([a]) => `„${a}“ ist als nicht einzuordnen vermerkt.`,
    'not-unwrangleable': ([a]) => `„${a}“ ist nicht als nicht einzuordnen vermerkt.`,
    cycle: ([a, b]) => `„${b}“ steht schon unter „${a}“: Kein Tag kann über sich selbst stehen.`,
    there: ([a, b]) => `„${a}“ steht schon unter „${b}“.`,
    'not-there': ([a, b]) => `„${a}“ steht nicht unmittelbar unter „${b}“.`,
    linked: ([a]) => `Mit „${a}“ sind andere Tags verbunden.`,
    'name-case': ([a, b]) =>
      `„${b}“ ist ein anderer Name als „${a}“. Wer Tags ordnet, ändert Groß- und Kleinschreibung und Akzente; Admins dürfen alles ändern.`,
    'name-same': ([a]) => `„${a}“ heißt schon so.`,
    'name-bad': ([a]) => `„${a}“ kann kein Name eines Tags sein.`,
    'name-taken': ([a]) => `Den Tag „${a}“ gibt es schon.`,
    nothing: () => 'Es gibt nichts zu tun.',
    many: () => 'Das sind zu viele Tags auf einmal.',
    undone: () => 'Das wurde schon zurückgenommen.',
    later: ([a, day]) =>
      day
        ? `„${a}“ wurde am ${day} noch einmal geändert; nimm das zuerst zurück.`
        : `„${a}“ wurde seither noch einmal geändert.`,
  },
  conflicts: {
    'other-type': (a, b) => `„${a}“ ist hier ein Tag einer anderen Art: ${b}.`,
    'other-synonym': (a, b) => `„${a}“ bedeutet hier dasselbe wie „${b}“.`,
    'is-synonym': (a, b) => `„${a}“ ist in der Datei maßgeblich und bedeutet hier dasselbe wie „${b}“.`,
    'is-canonical': (a) => `„${a}“ ist hier maßgeblich und in der Datei nicht.`,
    'is-unwrangleable': (a) => `„${a}“ ist hier als nicht einzuordnen vermerkt und in der Datei nicht.`,
    'not-unwrangleable': (a, b) =>
      `„${a}“ ist in der Datei als nicht einzuordnen vermerkt und bedeutet hier dasselbe wie „${b}“.`,
    unknown: (a, b) => `„${a}“ nennt „${b}“, und das gibt es weder in der Datei noch hier.`,
    twice: (a) => `„${a}“ steht zweimal in der Datei.`,
  },
  file: {
    unreadable: 'Das ist keine Datei von Tags: Sie muss JSON oder CSV sein, wie ein Archiv sie ausgibt.',
    header: (missing) => `Die erste Zeile muss die Spalten nennen; „${missing}“ fehlt.`,
    row: (row, what) => `Zeile ${number.format(row)}: ${what}`,
    badName: 'So kann kein Tag heißen.',
    badType: 'Eine solche Art von Tags gibt es nicht.',
    badStatus: 'Ein Tag ist canonical, synonym, unwrangleable oder free.',
    synonymOf: 'Ein gleichbedeutender Tag nennt den maßgeblichen, und kein anderer nennt einen.',
    unclosed: 'Ein Anführungszeichen wird nie geschlossen.',
    tooMany: (most) => `Eine Datei darf ${number.format(most)} Tags enthalten.`,
    refused: (conflicts) =>
      `Nichts wurde geändert: ${number.format(conflicts)} ${conflicts === 1 ? 'Sache' : 'Sachen'} in der Datei können nicht sein, wie es hier ist.`,
    made: (n) => `neue Tags: ${number.format(n)}`,
    canonical: (n) => `maßgeblich geworden: ${number.format(n)}`,
    synonyms: (n) => `gleichbedeutend geworden: ${number.format(n)}`,
    unwrangleable: (n) => `als nicht einzuordnen vermerkt: ${number.format(n)}`,
    metas: (n) => `unter Obertags gestellt: ${number.format(n)}`,
    parents: (n) => `unter Elterntags gestellt: ${number.format(n)}`,
    same: (n) => `schon so, wie sie hier sind: ${number.format(n)}`,
    exported: (n, file) => `${number.format(n)} Tags stehen in ${file}.`,
  },
};
