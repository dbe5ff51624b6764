/**
 * Styles, scripts and fonts. They are bundled once at start, named by a hash of
 * their content, held in memory with their compressed forms, and cached by browsers for ever.
 */
import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

export interface Asset {
  type: string;
  bytes: Uint8Array;
  brotli?: Uint8Array;
  gzip?: Uint8Array;
}

export interface Assets {
  /** `/assets/NAME-HASH.EXT` of a source such as `app.css` or `review.js`. @throws for an unknown name. */
  url(name: string): string;
  files: ReadonlyMap<string, Asset>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
};

const root = fileURLToPath(new URL('../../', import.meta.url));

function entryPoints(): string[] {
  const scripts = readdirSync(join(root, 'client')).filter(
    (f) => /\.(ts|js)$/.test(f) && !/\.(test|d)\.ts$/.test(f),
  );
  return [join(root, 'styles/app.css'), ...scripts.map((f) => join(root, 'client', f))];
}

/** `icon.svg` and whatever else lies beside the styles is bundled by its mention in app.css or a script. */
export async function bundleAssets(): Promise<Assets> {
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    entryPoints: entryPoints(),
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file' },
    logLevel: 'silent',
  });
  await esbuild.stop();

  const files = new Map<string, Asset>();
  for (const output of result.outputFiles) {
    const extension = extname(output.path);
    const asset: Asset = { type: TYPES[extension] ?? 'application/octet-stream', bytes: output.contents };
    if (/css|js|svg/.test(extension)) {
      asset.brotli = await promisify(brotliCompress)(output.contents);
      asset.gzip = await promisify(gzip)(output.contents, { level: 9 });
    }
    files.set(`/assets/${basename(output.path)}`, asset);
  }
  const names = new Map<string, string>();
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint) {
      const name = basename(output.entryPoint).replace(/\.ts$/, '.js');
      names.set(name, `/assets/${basename(path)}`);
    }
  }
  return {
    files,
    url(name) {
      const url = names.get(name);
      if (!url) throw new Error(`There is no asset ${name}.`);
      return url;
    },
  };
}

export function serveAssets(server: FastifyInstance, assets: Assets): void {
  server.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const asset = assets.files.get(`/assets/${request.params.file}`);
    if (!asset) return reply.callNotFound();
    const accepted = request.headers['accept-encoding'] ?? '';
    reply
      .header('content-type', asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding');
    if (asset.brotli && /\bbr\b/.test(accepted))
      return reply.header('content-encoding', 'br').send(asset.brotli);
    if (asset.gzip && /\bgzip\b/.test(accepted))
      return reply.header('content-encoding', 'gzip').send(asset.gzip);
    return reply.send(asset.bytes);
  });
}
