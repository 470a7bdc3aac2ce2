const vietnamese = new Intl.Collator('vi', { numeric: true })

/** Order of names in Vietnamese, a number within a name by its worth: "Tổ 2" before "Tổ 10". */
export const compareNames: (one: string, other: string) => number = vietnamese.compare
