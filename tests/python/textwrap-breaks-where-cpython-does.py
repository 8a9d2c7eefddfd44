import asyncio, textwrap
# where lines may end: behind hyphens between letters, around dashes, not within options or numbers
TEXTS = ["yaba daba-doo, use the -b option! a self-test and cross-fertilised e-mails; on 2004-10-02 the 3-way x-ray",
         "Em-dashes should be written -- thus. More broadly--if I may--hyphens---three, or ----four", "this-is-a-useful-feature-for-reformatting posts from tim peters'ly",
         "foo (--option) --long-option, [-x] \"--verbose\" 'quoted'--dash!--and.", "under_scores-in_names _a-_b a_-_b l-l a-b-c-d ab-c1 1a-bc", "the -n option, or --dry-run or --dryrun."]
async def show(text, width):
    await asyncio.sleep(width / 100)
    print(width, textwrap.wrap(text, width), textwrap.wrap(text, width, break_on_hyphens=False)[:2])
async def main():
    for text in TEXTS: print(list(textwrap.TextWrapper()._split(text)))
    await asyncio.gather(*(show(text, width) for text in TEXTS for width in (7, 12, 20, 39)))
    print(textwrap.fill("It ends. New one?' Yes!\" No.'' ok. Übel. a.b", 30, fix_sentence_endings=True), textwrap.shorten("a well-known one-two punch", 16))
asyncio.run(main())
