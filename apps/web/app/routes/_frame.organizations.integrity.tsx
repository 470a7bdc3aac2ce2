import type { LoaderFunctionArgs } from '@remix-run/node'
import { integrityLoader } from '../organizations/integrity.server.ts'

export { IntegrityScreen as default } from '../organizations/integrity-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => integrityLoader(args)
