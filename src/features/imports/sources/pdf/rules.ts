/** Lines that a page draws across, found in pdf.js's list of drawing steps. */
import type { PdfRule } from './content.js';

type Matrix = [number, number, number, number, number, number];

const MOST = 2000;
const THICKEST = 4;
const SHORTEST = 30;

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** Thin figures that are much wider than high, in points. Underlines are among them; who reads knows the text. */
export function horizontalRules(
  steps: readonly number[],
  args: readonly unknown[],
  ops: Readonly<Record<string, number>>,
): PdfRule[] {
  const rules: PdfRule[] = [];
  const kept: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  steps.forEach((step, i) => {
    if (rules.length >= MOST) return;
    const given = args[i] as unknown[] | null;
    if (step === ops.save || step === ops.paintFormXObjectBegin) kept.push(matrix);
    if (step === ops.restore || step === ops.paintFormXObjectEnd) matrix = kept.pop() ?? matrix;
    if (step === ops.transform && isMatrix(given)) matrix = times(matrix, given);
    if (step === ops.paintFormXObjectBegin && isMatrix(given?.[0])) matrix = times(matrix, given[0]);
    if (step !== ops.constructPath) return;
    const rule = ruleOf(matrix, given?.[2]);
    if (rule) rules.push(rule);
  });
  return rules;
}

const isMatrix = (value: unknown): value is Matrix =>
  value !== null && typeof value === 'object' && (value as ArrayLike<unknown>).length === 6;

function ruleOf(matrix: Matrix, box: unknown): PdfRule | null {
  if (box === null || typeof box !== 'object' || (box as ArrayLike<number>).length !== 4) return null;
  const [x1, y1, x2, y2] = Array.from(box as ArrayLike<number>) as [number, number, number, number];
  const at = (x: number, y: number): [number, number] => [
    matrix[0] * x + matrix[2] * y + matrix[4],
    matrix[1] * x + matrix[3] * y + matrix[5],
  ];
  const [a, b] = [at(x1, y1), at(x2, y2)];
  const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const thick = Math.abs(a[1] - b[1]);
  return thick <= THICKEST && right - left >= SHORTEST && right - left > thick * 8
    ? { x1: left, x2: right, y: (a[1] + b[1]) / 2 }
    : null;
}
