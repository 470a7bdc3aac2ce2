const area = /(?:^|\s)(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố)\s+(\p{Lu}.*)$/u

/**
 * The place in the line of place and day of a unit's letters: the area its own name ends with, else that of the nearest body above
 * that names one, else the unit's name. `names` begin with the unit, the nearest above next.
 */
export function placeOfUnit(names: readonly [string, ...string[]]): string {
  for (const name of names) {
    const place = area.exec(name.normalize('NFC'))?.[1]
    if (place !== undefined) return place
  }
  return names[0]
}
