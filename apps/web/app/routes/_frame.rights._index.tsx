import { redirect } from '@remix-run/node'

/** The first of the pages about rights. */
export const loader = () => redirect('/rights/why')
