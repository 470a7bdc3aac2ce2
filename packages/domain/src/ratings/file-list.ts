/** What the file of a review and rating holds, in the order of the law (366-QĐ/TW Art. 17). */
export const fileListItems = [
  'reviews',
  'residence',
  'minutes',
  'appraisal',
  'conclusion',
  'hints',
  'opinions',
  'complaints',
  'others',
] as const
export type FileListItem = (typeof fileListItems)[number]

/** How many of an item are owed and how many lie in the file; of what is kept outside the product nothing is known. */
export type FileListFacts = Readonly<Record<FileListItem, { readonly have: number; readonly of: number } | 'outside'>>

/** One item as the file stands against the list: there, missing, not needed, or kept on paper outside the product. */
export type FileListLine = {
  readonly item: FileListItem
  readonly state: 'there' | 'missing' | 'not-needed' | 'outside'
  readonly have: number
  readonly of: number
}

/** The file against the law's list, item by item; it blocks nothing. What nobody owes is not needed. */
export const checkFileList = (facts: FileListFacts): FileListLine[] =>
  fileListItems.map((item) => {
    const fact = facts[item]
    if (fact === 'outside') return { item, state: 'outside', have: 0, of: 0 }
    const { have, of } = fact
    return { item, state: of === 0 ? 'not-needed' : have >= of ? 'there' : 'missing', have, of }
  })
