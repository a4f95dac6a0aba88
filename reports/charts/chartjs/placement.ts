/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const inside = (box: Box, frame: Box): boolean =>
  box.left >= frame.left &&
  box.top >= frame.top &&
  box.right <= frame.right &&
  box.bottom <= frame.bottom;

export const boxAround = (
  centre: { readonly x: number; readonly y: number },
  width: number,
  height: number,
): Box => ({
  left: centre.x - width / 2,
  top: centre.y - height / 2,
  right: centre.x + width / 2,
  bottom: centre.y + height / 2,
});

/** The first candidate within the frame that touches nothing taken; null where there is none. */
export const freePlace = (
  candidates: readonly Box[],
  taken: readonly Box[],
  frame: Box,
): Box | null =>
  candidates.find(
    (candidate) => inside(candidate, frame) && !taken.some((other) => overlap(candidate, other)),
  ) ?? null;
