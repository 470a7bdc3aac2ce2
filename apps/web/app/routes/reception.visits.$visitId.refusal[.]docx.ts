import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusalLetterLoader } from '../petitions/letter.server.ts'

export const loader = (args: LoaderFunctionArgs) => refusalLetterLoader(args)
