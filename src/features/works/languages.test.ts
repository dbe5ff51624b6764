import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMON_LANGUAGES, languageCode, languageName } from './languages.js';

test('a language is named in itself', () => {
  for (const [code, name] of [
    ['en', 'English'],
    ['zh', '中文'],
    ['zh-Hans', '中文（简体）'],
    ['zh-Hant', '中文（繁體）'],
    ['fr', 'Français'],
    ['pt-BR', 'Português brasileiro'],
    ['no language', 'no language'],
  ] as const)
    assert.equal(languageName(code), name);
});

test('names are understood, our own and those that AO3 gives', () => {
  for (const code of COMMON_LANGUAGES) assert.equal(languageCode(languageName(code)), code);
  for (const [name, code] of [
    ['中文-普通话 國語', 'zh'],
    ['中文（繁體）', 'zh-Hant'],
    ['中文-繁體', 'zh-Hant'],
    ['中文（简体）', 'zh-Hans'],
    ['Русский', 'ru'],
    ['русский', 'ru'],
    ['Português brasileiro', 'pt-BR'],
    ['Português europeu', 'pt'],
    ['Norsk', 'nb'],
    ['Filipino', 'fil'],
    ['Bahasa Indonesia', 'id'],
    ['German', 'de'],
  ] as const)
    assert.equal(languageCode(name), code, name);
  assert.equal(languageCode('no such tongue'), null);
});
