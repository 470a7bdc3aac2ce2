import { describe, expect, test, vi } from 'vitest'
import { keptCheck } from './kept-checks.server.ts'

describe('a check that is kept for a while', () => {
  test('the same question is judged once, another one by itself', async () => {
    const judge = vi.fn(async () => [])
    const [first, second] = await Promise.all([keptCheck(['an', '1'], judge), keptCheck(['an', '1'], judge)])
    await keptCheck(['an', '2'], judge)
    await keptCheck(['binh', '1'], judge)
    expect(second).toBe(first)
    expect(judge).toHaveBeenCalledTimes(3)
  })

  test('a question that failed is judged again', async () => {
    const judge = vi.fn<() => Promise<[]>>().mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce([])
    await expect(keptCheck(['fails'], judge)).rejects.toThrow('away')
    expect((await keptCheck(['fails'], judge)).rules).toEqual([])
  })
})
