/** How far a long verb is: a bar on a terminal, plain lines elsewhere. On stderr, so that results stay alone on stdout. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

const WIDTH = 30;
const EVERY_MS = 5_000;

export function progressBar(what: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  const begun = Date.now();
  let said = begun;
  const line = (done: number): string => {
    const left =
      done === 0
        ? ''
        : `, about ${Math.ceil((((Date.now() - begun) / done) * (total - done)) / 1000)} s left`;
    return `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}${done < total ? left : ''}`;
  };
  return {
    at(done) {
      if (out.isTTY) {
        const full = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
        out.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${line(done)}\u001b[K`);
      } else if (Date.now() - said >= EVERY_MS) {
        said = Date.now();
        out.write(`${line(done)}\n`);
      }
    },
    end() {
      if (out.isTTY) out.write('\n');
    },
  };
}
