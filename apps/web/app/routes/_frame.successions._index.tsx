import type { LoaderFunctionArgs } from '@remix-run/node'
import { successionsLoader } from '../organizations/successions.server.ts'

export { SuccessionsScreen as default } from '../organizations/successions-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => successionsLoader(args)
