/** Complex numbers as two rows of doubles; the length is a power of two. */
export interface ComplexRow {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const complexRow = (size: number): ComplexRow => ({
  re: new Float64Array(size),
  im: new Float64Array(size),
});

function reverseBits({ re, im }: ComplexRow): void {
  const size = re.length;
  for (let index = 1, mirror = 0; index < size; index += 1) {
    let bit = size >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index >= mirror) continue;
    [re[index], re[mirror]] = [re[mirror] ?? 0, re[index] ?? 0];
    [im[index], im[mirror]] = [im[mirror] ?? 0, im[index] ?? 0];
  }
}

/** In place, x_j = sum of x_k e^(sign 2πi jk / size); no factor is applied. Twiddles come from the library, not by recursion. */
export function transform(row: ComplexRow, sign: 1 | -1): void {
  const { re, im } = row;
  const size = re.length;
  reverseBits(row);
  const angle = (sign * 2 * Math.PI) / size;
  const cosines = Float64Array.from({ length: size / 2 }, (_, index) => Math.cos(angle * index));
  const sines = Float64Array.from({ length: size / 2 }, (_, index) => Math.sin(angle * index));
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let offset = 0; offset < half; offset += 1) {
        const low = start + offset;
        const high = low + half;
        const cosine = cosines[offset * stride] ?? 0;
        const sine = sines[offset * stride] ?? 0;
        const x = (re[high] ?? 0) * cosine - (im[high] ?? 0) * sine;
        const y = (re[high] ?? 0) * sine + (im[high] ?? 0) * cosine;
        re[high] = (re[low] ?? 0) - x;
        im[high] = (im[low] ?? 0) - y;
        re[low] = (re[low] ?? 0) + x;
        im[low] = (im[low] ?? 0) + y;
      }
    }
  }
}
