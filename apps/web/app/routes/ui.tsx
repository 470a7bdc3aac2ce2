import { data } from '@remix-run/node'
import { webEnv } from '../env.server.ts'

export { PartsScreen as default } from '../guide/parts-screen.tsx'

/** The style guide, only where NQ15_DEMO=1. */
export function loader() {
  if (!webEnv().demo) throw data(null, { status: 404 })
  return null
}
