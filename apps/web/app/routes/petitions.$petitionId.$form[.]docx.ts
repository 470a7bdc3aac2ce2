import type { LoaderFunctionArgs } from '@remix-run/node'
import { petitionLetterLoader } from '../petitions/letter.server.ts'

export const loader = (args: LoaderFunctionArgs) => petitionLetterLoader(args)
