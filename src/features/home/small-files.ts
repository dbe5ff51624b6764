/** robots.txt, security.txt and the icon. */
const CRAWLERS_FOR_TRAINING = [
  'CCBot',
  'GPTBot',
  'ChatGPT-User',
  'ClaudeBot',
  'Google-Extended',
  'Bytespider',
  'PerplexityBot',
  'Applebot-Extended',
  'meta-externalagent',
];

export const robots = `User-agent: *
Disallow: /login
Disallow: /import
Disallow: /imports
Disallow: /my/
Disallow: /admin
Disallow: /works/*/download.
Disallow: /works/*/edit

${CRAWLERS_FOR_TRAINING.map((name) => `User-agent: ${name}`).join('\n')}
Disallow: /
`;

/** RFC 9116. Good for a year from the moment it is read; a host who names no contact is reached through the archive itself. */
export const securityText = (
  origin: string,
  contact: string | undefined,
  now: Date,
): string => `Contact: ${contact ?? `${origin}/`}
Expires: ${new Date(now.getTime() + 365 * 24 * 3600 * 1000).toISOString()}
Preferred-Languages: en
Canonical: ${origin}/.well-known/security.txt
`;

/** A fanlight: the window over a door. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M2 25a14 14 0 0 1 28 0z" fill="#8a2f1d"/><g fill="none" stroke="#fff7ea" stroke-width="1.8"><path d="M5 25a11 11 0 0 1 22 0"/><path d="M11.500 25a4.500 4.500 0 0 1 9 0"/><path d="M16 20.500V14M12.800 21.800 8.200 17.200M19.200 21.800l4.600-4.600"/></g></svg>`;
