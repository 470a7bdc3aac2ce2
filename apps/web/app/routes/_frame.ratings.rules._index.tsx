import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownRulesLoader } from '../ratings/own-rules.server.ts'

export { OwnRulesScreen as default } from '../ratings/own-rules-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => ownRulesLoader(args)
