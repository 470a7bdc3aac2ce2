import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { receptionsAction, receptionsLoader } from '../organizations/receptions.server.ts'

export { ReceptionsScreen as default } from '../organizations/receptions-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => receptionsLoader(args)
export const action = (args: ActionFunctionArgs) => receptionsAction(args)
