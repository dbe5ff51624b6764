/** Hours of a clock and the moments that they are, where clocks are put forward and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTimeZone, momentOn, timeZones, wallTime } from './zone.js';

const on = (zone: string, day: string, time: string) => {
  const moment = momentOn(zone, { day, time });
  return moment && [moment.at.toISOString(), moment.was];
};

test('summer and winter time', () => {
  assert.deepEqual(on('Europe/Berlin', '2026-01-15', '18:00'), ['2026-01-15T17:00:00.000Z', 'plain']);
  assert.deepEqual(on('Europe/Berlin', '2026-07-15', '18:00'), ['2026-07-15T16:00:00.000Z', 'plain']);
  assert.deepEqual(on('Asia/Kathmandu', '2026-07-15', '00:00'), ['2026-07-14T18:15:00.000Z', 'plain']);
});

test('an hour that is left out is as much later; of one that comes twice it is the first', () => {
  assert.deepEqual(on('Europe/Berlin', '2026-03-29', '02:30'), ['2026-03-29T01:30:00.000Z', 'skipped']);
  assert.deepEqual(on('Europe/Berlin', '2026-10-25', '02:30'), ['2026-10-25T00:30:00.000Z', 'twice']);
  assert.deepEqual(on('America/New_York', '2026-03-08', '02:00'), ['2026-03-08T07:00:00.000Z', 'skipped']);
  assert.deepEqual(on('America/New_York', '2026-11-01', '01:59'), ['2026-11-01T05:59:00.000Z', 'twice']);
  assert.deepEqual(on('Australia/Lord_Howe', '2026-10-04', '02:15'), ['2026-10-03T15:45:00.000Z', 'skipped']);
  // A whole day that an island left out.
  assert.deepEqual(on('Pacific/Apia', '2011-12-30', '12:00')?.[1], 'skipped');
});

test('what is no day or no time is none', () => {
  for (const [day, time] of [
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-01-01', '24:00'],
    ['2026-01-01', '9:00'],
    ['', ''],
    ['tomorrow', 'noon'],
  ] as const)
    assert.equal(on('UTC', day, time), null, `${day} ${time}`);
  assert.equal(isTimeZone('Europe/Berlin'), true);
  assert.equal(isTimeZone('Mars/Olympus'), false);
});

test('a moment shows a time that is that moment again, unless it comes twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...timeZones()),
      fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 }),
      (zone, minute) => {
        const at = new Date(minute * 60_000);
        const wall = wallTime(zone, at);
        const moment = momentOn(zone, wall);
        assert.ok(moment && moment.was !== 'skipped');
        if (moment.was === 'plain') assert.equal(moment.at.getTime(), at.getTime());
        else assert.deepEqual(wallTime(zone, moment.at), wall);
      },
    ),
    { numRuns: 500 },
  );
});
