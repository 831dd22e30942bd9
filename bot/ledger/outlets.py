"""What well-known outlets are called, by the host of their site; feeds call themselves “World” or “Top stories”."""

from __future__ import annotations

from bot.ledger.identity import host
from bot.ledger.words import plain

_KNOWN = """
404media.co=404 Media  abc.net.au=ABC News (Australia)  abcnews.go.com=ABC News  afr.com=Australian Financial Review
al-monitor.com=Al-Monitor  aljazeera.com=Al Jazeera  allafrica.com=allAfrica  apnews.com=AP
arstechnica.com=Ars Technica  axios.com=Axios  bbc.co.uk=BBC  bbc.com=BBC  bloomberg.com=Bloomberg
boston.com=Boston.com  bostonglobe.com=The Boston Globe  businessinsider.com=Business Insider  cbc.ca=CBC
cbsnews.com=CBS News  channelnewsasia.com=CNA  cnbc.com=CNBC  cnn.com=CNN
csmonitor.com=The Christian Science Monitor  dailymail.co.uk=Daily Mail  dawn.com=Dawn  derstandard.at=Der Standard
dw.com=Deutsche Welle  economist.com=The Economist  elpais.com=El País  euobserver.com=EUobserver
euractiv.com=Euractiv  euronews.com=Euronews  faz.net=FAZ  forbes.com=Forbes  foreignpolicy.com=Foreign Policy
fortune.com=Fortune  foxnews.com=Fox News  france24.com=France 24  ft.com=Financial Times
globaltimes.cn=Global Times  haaretz.com=Haaretz  hindustantimes.com=Hindustan Times  huffpost.com=HuffPost
independent.co.uk=The Independent  irishtimes.com=The Irish Times  japantimes.co.jp=The Japan Times
japantoday.com=Japan Today  jpost.com=The Jerusalem Post  kyivindependent.com=The Kyiv Independent
latimes.com=Los Angeles Times  lemonde.fr=Le Monde  meduza.io=Meduza  mercopress.com=MercoPress  msnbc.com=MSNBC
nbcnews.com=NBC News  ndtv.com=NDTV  news.sky.com=Sky News  newsweek.com=Newsweek  newyorker.com=The New Yorker
npr.org=NPR  nypost.com=New York Post  nytimes.com=The New York Times  nzherald.co.nz=The New Zealand Herald
nzz.ch=NZZ  orf.at=ORF  pbs.org=PBS  politico.com=Politico  politico.eu=Politico Europe  propublica.org=ProPublica
restofworld.org=Rest of World  reuters.com=Reuters  rferl.org=RFE/RL  rfi.fr=RFI  scmp.com=South China Morning Post
skynews.com=Sky News  slate.com=Slate  smh.com.au=The Sydney Morning Herald  spiegel.de=Der Spiegel
straitstimes.com=The Straits Times  sueddeutsche.de=Süddeutsche Zeitung  swissinfo.ch=Swissinfo
tagesschau.de=tagesschau  taz.de=taz  telegraph.co.uk=The Telegraph  theatlantic.com=The Atlantic
theconversation.com=The Conversation  theglobeandmail.com=The Globe and Mail  theguardian.com=The Guardian
thehill.com=The Hill  thehindu.com=The Hindu  themoscowtimes.com=The Moscow Times  thetimes.com=The Times
theverge.com=The Verge  theweek.com=The Week  time.com=TIME  timesofindia.indiatimes.com=The Times of India
timesofisrael.com=The Times of Israel  usatoday.com=USA Today  voanews.com=VOA  vox.com=Vox
washingtonpost.com=The Washington Post  welt.de=Die Welt  wired.com=Wired  wsj.com=The Wall Street Journal
zeit.de=Die Zeit
bankrate.com=Bankrate  cntraveller.com=Condé Nast Traveller  esquire.com=Esquire  express.co.uk=Daily Express
futurism.com=Futurism  hollywoodreporter.com=The Hollywood Reporter  inews.co.uk=The i Paper
metro.co.uk=Metro  mirror.co.uk=Daily Mirror  nerdwallet.com=NerdWallet  newscientist.com=New Scientist
rollingstone.com=Rolling Stone  salon.com=Salon  smithsonianmag.com=Smithsonian Magazine
spectator.co.uk=The Spectator  standard.co.uk=The Standard  tatler.com=Tatler  techcrunch.com=TechCrunch
thecut.com=The Cut  thedailybeast.com=The Daily Beast  thenation.com=The Nation  thesun.co.uk=The Sun
vanityfair.com=Vanity Fair  variety.com=Variety
"""
_ALSO = ("Associated Press", "AFP", "Agence France-Presse", "The New York Times", "Sunday Times", "Wall Street Journal")
KNOWN = dict(
    pair.strip().split("=", 1) for line in _KNOWN.strip().splitlines() for pair in line.split("  ") if pair.strip()
)


_NAMES = frozenset(plain(name).removeprefix("the ") for name in (*KNOWN.values(), *_ALSO))


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a known outlet: a paper that another one quotes speaks for nobody in the news."""
    return plain(name).removeprefix("the ") in _NAMES


def known_outlet(url: str) -> str:
    """Return what the outlet at an address is called, or nothing for one that is not known; subdomains count."""
    name = host(url)
    while "." in name:
        if name in KNOWN:
            return KNOWN[name]
        name = name.partition(".")[2]
    return ""
