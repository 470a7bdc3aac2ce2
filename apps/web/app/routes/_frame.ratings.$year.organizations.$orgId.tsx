import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { unitPageAction, unitPageLoader } from '../ratings/unit-page.server.ts'

export { UnitPageScreen as default } from '../ratings/unit-page-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => unitPageLoader(args)
export const action = (args: ActionFunctionArgs) => unitPageAction(args)
