import type { LoaderFunctionArgs } from '@remix-run/node'
import { caseLoader } from '../ratings/case.server.ts'

export { CaseScreen as default } from '../ratings/case-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => caseLoader(args)
