import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownOutcomeLoader } from '../ratings/after/outcome.server.ts'

export const loader = (args: LoaderFunctionArgs) => ownOutcomeLoader(args)
