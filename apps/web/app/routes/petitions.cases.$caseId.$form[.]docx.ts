import type { LoaderFunctionArgs } from '@remix-run/node'
import { caseLetterLoader } from '../petitions/letter.server.ts'

export const loader = (args: LoaderFunctionArgs) => caseLetterLoader(args)
