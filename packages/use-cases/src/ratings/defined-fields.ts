type Defined<Patch> = { [Name in keyof Patch]: Exclude<Patch[Name], undefined> }

/** The fields a patch really carries: an absent field is left as it is, null empties it. */
export const definedFields = <Patch extends object>(patch: Patch): Defined<Patch> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Defined<Patch>
