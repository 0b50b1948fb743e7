// The texts of a zip, for looking into workbooks.

import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;

// Text of each entry by name.
export function entries(file) {
  const bytes = readFileSync(file);
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== END) end -= 1;
  const texts = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    texts.set(bytes.toString('utf8', at + 46, at + 46 + name), (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return texts;
}

// Names of the sheets of a workbook, in order.
export function sheets(file) {
  const book = entries(file).get('xl/workbook.xml') ?? '';
  return [...book.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map((found) => found[1]);
}
