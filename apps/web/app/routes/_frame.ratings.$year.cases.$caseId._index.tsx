import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { caseAction, caseLoader } from '../ratings/case.server.ts'

export { CaseScreen as default } from '../ratings/case-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => caseLoader(args)
export const action = (args: ActionFunctionArgs) => caseAction(args)
