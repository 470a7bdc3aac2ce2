/* The words policies are written down with, shared by the files that list them. */
/** A policy as the catalog has it. */
export type Policy = {
  table: string
  name: string
  command: string
  roles: string
  permissive: boolean
  using: string
  check: string
}

/** A setting of the entered actor, read once a statement. */
export const setting = (name: string) => `(select current_setting('app.${name}'))`
/** That a setting says yes. */
export const isYes = (name: string) => `${setting(name)} = 'yes'`
/** That a column is among the organizations of a setting. */
export const inArray = (column: string, name: string) =>
  `${column} = any ((select current_setting('app.${name}')::uuid[])::uuid[])`

/** A permissive policy without its conditions. */
export const policy = (table: string, name: string, command: string, on: string): Omit<Policy, 'using' | 'check'> => ({
  table,
  name,
  command,
  roles: on,
  permissive: true,
})

/** Tables whose rows may be deleted: unfinished work, and notes of opinion that became totals; everything else is kept. */
export const deletable = new Set(['import_row', 'import_part', 'opinion_note', 'plan_task'])
