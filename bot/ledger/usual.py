"""How often a word stands in a paragraph of the news, of a thousand (learned: `make learn`)."""

_COUNTED = """
abil:4 abl:10 abort:6 abov:4 absolut:4 accept:8 access:6 accord:31 account:11 accus:11 achiev:4
acknowledg:6 across:12 act:14 action:14 activ:9 activist:6 actual:9 ad:10 add:27 addit:7 address:13
administr:16 admit:5 adopt:4 advanc:5 advantag:5 advic:3 advis:14 advoc:6 affair:4 affect:4 afford:5
afternoon:3 again:14 against:43 age:6 agenc:8 agenda:6 agent:5 aggress:5 ago:14 agre:10 agreement:9
ahead:9 aid:12 aim:5 air:7 alleg:7 alli:10 allow:11 almost:10 alon:3 along:9 alreadi:15 altern:3
although:8 alway:9 am:9 among:27 amount:6 analyst:5 anger:4 ani:33 announc:16 annual:4 anoth:21 answer:9
anti:13 anyon:7 anyth:8 appar:5 appeal:8 appear:22 appoint:4 approach:8 approv:5 area:8 arent:4 argu:11
argument:5 arm:6 around:16 arriv:4 articl:5 ask:29 assault:4 assert:4 assist:4 attack:39 attempt:9
attend:6 attent:8 attorney:5 attract:4 audienc:7 author:9 avail:3 averag:6 avoid:5 award:4 away:12 back:39
background:4 bad:8 ballot:8 ban:9 bank:10 base:19 basic:3 battl:8 beat:5 becam:7 becaus:44 becom:21
began:9 begin:10 behind:13 believ:21 benefit:8 best:14 better:15 between:25 beyond:6 bid:7 big:21 bigger:3
biggest:7 billion:11 billionair:9 bit:5 black:12 blame:4 block:5 blue:4 board:8 bodi:4 book:8 boost:3
border:10 born:6 both:31 break:8 brief:3 bring:12 broad:4 brother:4 brought:4 budget:5 build:14 built:4
busi:20 businessman:4 buy:5 call:56 came:14 camp:4 campaign:106 candid:79 candidaci:8 cannot:6 cant:11
capit:6 captur:3 care:17 career:5 carri:7 case:21 cast:7 caucus:13 caus:8 celebr:6 center:14 central:7
centuri:4 certain:11 chair:4 chairman:10 challeng:14 chanc:8 chang:30 charg:9 check:6 cheer:3 chief:15
child:4 children:8 choic:8 choos:5 cite:6 citi:18 citizen:7 civil:7 claim:16 class:10 classifi:6 clear:20
climat:6 close:21 closer:4 club:6 co:7 coalit:4 colleagu:3 collect:4 colleg:9 com:4 combat:3 combin:3
come:37 command:6 comment:20 commit:8 common:6 communic:6 communiti:13 compani:23 compar:7 compet:4
competit:5 complet:7 compromis:3 comput:3 concern:14 conclud:4 condit:4 conduct:8 confer:10 confid:5
confirm:4 conflict:5 confront:4 congression:9 connect:5 conserv:24 consid:11 consist:4 constitut:5
consult:5 consum:4 contain:4 contend:4 content:4 contest:17 continu:23 contract:3 contrast:5 contribut:6
control:13 controversi:6 convent:30 convers:6 core:4 corpor:7 correct:4 cost:11 count:5 counti:8
countri:45 coupl:4 cours:10 court:19 cover:7 creat:12 credit:4 crime:3 crimin:5 crisi:7 critic:25 cross:4
crowd:11 cultur:5 current:13 custom:3 cut:11 cycl:3 damag:5 danger:6 data:7 date:3 daughter:4 day:15
dead:5 deal:19 death:7 debat:31 debt:4 decad:11 decid:10 decis:18 declar:8 declin:8 deep:4 defeat:7
defend:9 defens:5 defin:3 degre:4 deleg:29 deliv:7 demand:5 democraci:5 demonstr:5 deni:5 deport:5
deputi:3 describ:11 design:4 despit:11 detail:7 determin:8 develop:10 did:34 didnt:13 die:4 differ:18
difficult:6 digit:6 diplomat:3 direct:13 director:15 discuss:10 dismiss:4 district:8 divers:3 divid:5
divis:5 do:58 document:7 doe:16 doesnt:15 dollar:9 domin:5 donat:7 done:11 donor:11 dont:29 door:4 doubl:5
doubt:4 down:25 dozen:6 draw:5 drive:5 drop:6 drug:3 due:3 dure:34 each:10 earli:15 earlier:12 earn:7
easi:3 econom:20 economi:14 economist:3 editor:5 educ:8 effect:10 effort:18 eight:8 either:8 elect:50
elector:7 elig:3 elit:3 els:6 email:28 embrac:5 emerg:5 employ:5 employe:8 encourag:5 end:21 endors:20
energi:6 enforc:5 engag:6 enough:12 ensur:4 enter:10 entir:6 equal:4 era:3 especi:8 establish:14 estat:5
estim:4 even:50 evening:3 event:14 eventu:4 ever:11 everi:17 everybodi:4 everyon:6 everyth:6 evid:7
exact:4 exampl:6 except:4 exchang:5 execut:16 exist:6 exit:3 expand:7 expect:17 experi:8 expert:8
explain:8 express:7 extend:3 extrem:5 eye:4 face:21 fact:16 fail:10 fair:6 fall:9 fals:3 famili:20
familiar:4 far:22 fast:3 father:7 favor:11 favorit:3 fear:8 featur:4 feder:21 fee:3 feel:12 fellow:5
felt:3 femal:4 few:14 field:10 fight:16 figur:7 file:9 fill:4 final:13 financ:5 financi:11 find:15 fine:3
finish:5 fire:8 firm:10 fit:4 five:12 floor:4 focus:16 follow:20 forc:18 foreign:16 form:5 former:47
forward:6 found:15 founder:5 four:17 free:12 freedom:5 friend:14 front:16 frustrat:5 fuel:4 full:7 fund:14
fundrais:7 further:8 futur:10 gain:7 game:7 gather:5 gave:8 gay:5 general:23 generat:8 get:45 girl:4
give:18 given:11 global:10 go:52 goal:5 goe:4 golf:4 gone:4 good:21 got:15 govern:30 governor:15 grant:3
great:13 ground:8 group:33 grow:9 growth:6 gun:12 guy:6 half:9 hall:6 hand:13 handl:6 happen:15 hard:13
hasnt:5 hate:4 have:10 head:13 health:12 hear:9 heard:4 heart:5 heat:3 held:12 hell:5 help:30 here:22
herself:5 high:16 higher:7 highest:3 highlight:3 himself:12 hire:4 histor:4 histori:10 hit:7 hold:14
home:16 hope:18 host:10 hour:10 howev:12 huge:4 human:5 hundr:6 hurt:4 husband:8 idea:12 identifi:5
ideolog:4 ignor:5 illeg:7 imag:5 immedi:6 immigr:22 impact:5 import:17 improv:5 incid:4 includ:41 incom:8
increas:18 independ:8 indic:5 individu:6 industri:10 inequ:3 influenc:6 inform:16 infrastructur:3 initi:7
insid:7 insist:5 instanc:4 instead:10 intellig:6 intend:3 intent:3 interest:16 internat:9 interview:24
introduc:4 invest:9 investig:13 investor:5 invit:3 involv:9 isnt:8 issu:36 itself:5 job:24 join:8 joke:3
journalist:4 judg:10 keep:14 kept:3 key:8 kid:3 kill:11 kind:13 knew:3 know:27 known:10 labor:7 lack:6
ladi:3 land:5 languag:5 larg:18 larger:4 largest:5 last:50 late:10 later:14 latest:7 launch:6 law:25
lawmak:5 lawsuit:5 lawyer:5 lead:29 leader:29 leadership:8 lean:4 learn:6 least:15 leav:13 led:9 left:16
legal:9 legisl:8 less:15 let:11 letter:5 level:11 liber:11 lie:4 life:13 light:3 like:19 limit:6 line:15
link:5 list:9 listen:4 littl:13 live:18 local:8 long:25 longer:6 longtim:4 look:27 lose:8 loss:6 lost:9
lot:18 love:8 low:8 lower:6 made:35 main:5 mainstream:4 maintain:4 major:26 make:55 man:12 manag:14
mani:45 manufactur:3 margin:7 mark:8 market:10 marriag:3 mass:6 match:4 materi:5 matter:11 mayb:4 mayor:5
me:22 mean:13 meant:3 measur:7 media:21 meet:21 member:24 men:8 mention:6 messag:16 met:5 middl:10
might:17 militari:13 million:29 mind:7 minimum:4 minist:6 minor:8 minut:6 miss:4 mission:4 mistak:4
model:3 moder:6 mogul:3 moment:9 money:19 month:18 moon:3 morn:9 most:3 mother:4 move:19 movement:9
much:33 multipl:4 must:10 name:18 nation:58 natur:6 near:17 necessari:3 need:33 negat:4 negoti:6
network:10 never:19 newspap:5 next:23 night:22 nine:4 nobodi:3 nomin:31 nomine:30 non:5 none:4 note:16
noth:8 now:47 nuclear:5 number:22 observ:3 obvious:3 off:23 offer:15 offic:21 offici:25 often:12 old:13
onc:13 one:4 onlin:6 open:17 oper:11 opinion:4 oppon:6 opportun:9 oppos:9 opposit:7 order:10 organiz:16
origin:5 other:12 outcom:3 outsid:11 overal:4 overwhelm:4 own:25 page:5 paid:7 paper:4 parent:6 part:25
parti:67 particip:5 particular:12 partner:4 pass:9 past:17 path:5 pay:14 peac:4 peopl:75 percent:31
percentag:5 perform:8 perhap:6 period:5 person:27 phone:4 photo:4 pick:7 pictur:3 place:19 plan:30
platform:8 play:16 pledg:9 point:33 polic:8 polici:31 polit:60 politician:9 poll:34 pollster:4 poor:5
popul:7 popular:8 pose:3 posit:18 possibl:14 potenti:11 power:18 practic:5 prais:5 predict:5 prefer:4
prepar:6 present:7 presid:88 presidenti:60 press:14 pressur:5 presumpt:7 pretti:4 prevent:6 previous:10
price:7 primari:46 prime:5 principl:5 prioriti:6 prison:5 privat:16 pro:9 probabl:6 problem:14 process:10
produc:4 product:5 professor:5 profil:4 profit:3 program:11 progress:10 project:7 promin:4 promis:10
promot:5 prompt:4 propos:14 prosecutor:4 prospect:3 protect:9 protest:10 prove:6 provid:14 public:30
publish:5 pull:4 pursu:4 push:11 put:22 quarter:4 question:29 quick:8 quit:5 race:30 racial:3 racist:4
radic:6 radio:5 rais:20 ralli:18 ran:3 rang:4 rank:5 rate:13 rather:8 re:3 reach:9 read:7 readi:6 real:15
realiti:5 realli:15 reason:12 recal:4 receiv:11 recent:30 recogn:5 recommend:4 record:17 reduc:4 refer:9
reflect:6 reform:6 refuge:7 refus:8 regard:4 region:7 regist:6 regul:4 regular:4 reject:5 relat:12
relationship:6 releas:21 reli:3 religi:4 remain:17 remark:11 rememb:4 remind:4 repeat:10 replac:4
report:45 repres:14 request:8 requir:11 research:8 resid:4 resign:3 resourc:4 respect:7 respond:13
respons:17 rest:5 restrict:4 result:13 retir:4 return:10 reveal:6 review:5 rhetor:6 rich:4 right:34
rise:10 risk:8 rival:12 road:3 role:13 roll:4 room:6 root:4 rough:5 round:3 rule:15 run:28 runner:11
safe:4 safeti:3 sale:4 same:23 save:5 saw:6 say:22 scandal:4 scene:3 schedul:6 school:13 score:3 search:4
season:4 seat:5 second:16 secret:5 secretari:25 secur:29 see:26 seek:9 seem:18 seen:12 select:4 self:7
sell:4 send:6 senior:8 sens:6 sent:8 sentenc:3 separ:4 seri:5 serious:7 serv:12 server:7 servic:11
session:4 set:15 seven:6 sever:15 share:12 shift:7 shock:3 shoot:8 short:9 shot:6 should:31 show:39
shown:3 side:12 sign:14 signific:9 similar:7 simpli:5 sinc:28 singl:8 sit:6 site:5 situat:4 six:8 small:8
social:15 solut:4 somebodi:3 someon:7 someth:14 sometim:4 son:6 soon:6 sort:4 sought:5 sound:5 sourc:7
space:4 speak:16 speaker:6 special:8 specif:6 speech:21 spend:12 spent:8 spoke:7 spokesman:7 spot:3
staff:10 staffer:4 stage:8 stake:5 stanc:3 stand:13 standard:7 star:8 start:19 state:132 statement:22
status:4 stay:8 step:10 still:29 stock:3 stop:13 stori:11 strateg:3 strategi:10 strategist:6 strength:5
strike:4 strong:14 struggl:8 student:8 studi:5 style:4 subject:4 succeed:3 success:11 such:22 suggest:17
summer:6 super:11 superdeleg:7 support:78 sure:7 surg:3 surpris:7 survey:7 swing:4 system:17 tactic:3
take:37 taken:8 talk:23 target:8 tariff:3 tax:16 teacher:4 team:11 tech:3 technolog:7 televis:7 tell:15
term:14 territori:3 terror:11 terrorist:10 test:7 thank:5 themselv:7 then:26 theyr:13 thing:26 think:41
third:12 though:16 thought:9 thousand:7 threat:9 threaten:4 three:25 through:24 throughout:4 ticket:3
tie:7 time:69 togeth:9 told:33 tone:4 too:16 took:14 top:19 total:8 tough:5 toward:9 town:7 track:5
trade:14 tradit:6 trail:7 train:4 travel:4 treat:4 tri:26 troop:3 troubl:5 true:5 trust:5 truth:4 turn:21
turnout:4 tweet:11 twice:3 type:3 ultim:6 under:20 understand:10 undocu:3 union:13 unlik:5 until:11
unusu:3 urg:5 use:38 user:3 usual:4 valu:7 vast:4 veri:28 veteran:5 vice:9 victim:6 victori:13 video:10
view:14 violat:4 violenc:8 visit:7 voic:7 vote:51 voter:56 vow:4 wage:8 wait:5 walk:5 want:36 war:14
warn:7 wasnt:6 watch:10 water:5 wave:3 way:35 weak:3 weapon:4 websit:4 week:12 welcom:4 well:32 went:12
were:13 weve:6 whatev:3 whether:22 whole:5 whom:5 whose:10 wide:6 wife:8 will:4 win:39 wing:4 winner:5
within:9 without:12 woman:8 women:16 won:15 wonder:3 wont:7 word:11 work:49 worker:13 world:23 worri:7
wors:3 worth:4 wouldnt:5 write:6 wrong:7 wrote:18 year:41 yet:15 young:9 younger:3 your:7
"""

USUAL = {word: int(share) / 1000 for word, share in (pair.split(":") for pair in _COUNTED.split())}
