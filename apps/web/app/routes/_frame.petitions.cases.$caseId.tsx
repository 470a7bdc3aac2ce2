import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { caseAction, caseLoader } from '../petitions/case.server.ts'

export { CaseScreen as default } from '../petitions/case-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => caseLoader(args)
export const action = (args: ActionFunctionArgs) => caseAction(args)
