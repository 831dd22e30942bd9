"""Given names of many peoples, as data: they show that a name is a person's, and nothing of gender."""

GIVEN = frozenset(
    """
    aaron abbas abdel abdul abdulla abdullah abe abigail abraham ada adam adrian adriana agnes ahmad ahmed aisha akira al
    alan albert alberto alejandro aleksandr alessandro alex alexander alexandra alexei alexis alfred alfredo ali alice
    alicia alison allan allen allison alvin amal amanda amber amelia amina amir amit amy ana anastasia anders andré
    andre andrea andreas andrei andrés andres andrew andriy andrzej andy angel angela angelina angelo angus anil anita
    anja ann anna annabel anne annette annie anthony antoine anton antonia antonio antony anwar arash ariel arjun armando
    arnold arthur arturo arun asha ashley ashok asif asim astrid audrey augusto austin ayesha aziz bob barack barbara
    barry bart beatrice beatriz becky bella ben benedict benjamin benny bernard bernardo bernie bert beth betty beverly
    bill billy björn blake bobby bogdan boris brad bradley brandon brenda brendan brent bret brett brian bridget brittany
    bruce bruno bryan caleb calvin cameron camila camille carl carla carlo carlos carly carmen carol carole caroline
    carolyn carrie casey cassandra catherine cathy cecilia cedric cesar chad chandra charles charlie charlotte chelsea
    chen cheryl chester chiara chloe chris christian christiane christie christina christine christoph christophe
    christopher chuck cindy claire clara clarence clark claude claudia claus clay cliff clifford clint clive cody colin
    colleen connie connor conor constance corey cory craig cristina crystal curtis cynthia cyril cyrus daisy dale damian
    damien dan dana daniel daniela daniele danielle danny daria darren darryl dave david dawn dean deborah debbie debra
    declan deepak delia denis denise dennis derek desmond diana diane dick diego dieter dimitri dina dirk dmitri dmitry
    dmytro dolores dominic dominique don donald donna dora doris dorothy doug douglas duncan dustin dylan earl ed eddie
    edgar edith eduardo edward edwin egon eileen elaine elena eleanor eli elias elijah elisabeth elise eliza elizabeth
    ella ellen elliot elliott elon elsa emil emilia emilio emily emma emmanuel emmanuelle emmett enrique enzo eric erica
    erich erik erika erin ernest ernesto ernst ervin esteban estelle esther ethan eugene eva evan evelyn fabian fabio
    faisal farah farid fatima felicia felipe felix ferdinand fernando fiona flavia florence florian frances francesca
    francesco francis francisco franco francois françois frank franklin franz fred freddie frederic frederick frederik
    friedrich fritz gabriel gabriela gabrielle gareth gary gavin gemma gene geoff geoffrey george georgia georgina gerald
    gerard gerhard geraldine gerry gianni gilbert gina giorgia giorgio giovanni giulia giuseppe gladys glen glenn gloria
    gordon grace graeme graham greg gregor gregory greta guido guillermo gunnar gus gustavo guy gwen gwendolyn hakan
    hakeem hamid hamza hana hanna hannah hans harold harriet harris harry haruki hasan hassan hector heidi heinrich helen
    helena helga helmut hendrik henri henrik henrique henry herbert herman hernan hillary hiroshi holly horst howard hugh
    hugo humberto hussein ian ibrahim ida ignacio igor ilan ilhan ilya imran ines ingrid ira irene irina iris irving isaac
    isabel isabella isabelle ismail ivan ivana ivo jack jackie jacob jacqueline jacques jake jakob jamal james jamie jan
    jana jane janet janice janine jared jasmine jason javier jay jean jeanne jeb jeff jeffery jeffrey jen jenna jennifer
    jenny jens jeremiah jeremy jerome jerry jesse jessica jesús jesus jill jim jimmy joan joanna joanne joaquin jodi jody
    joe joel johan johann johannes john johnnie johnny jon jonah jonas jonathan jordan jorge jörg josé jose josef joseph
    josephine josh joshua joy joyce juan juanita judith judy julia julian juliana julie julien juliet julio julius june
    jürgen jurgen justin justine kaja kamala kamal karen karim karin karl karla karol kate katherine kathleen kathryn
    kathy katie katja katrin kay keir keith kelly kellyanne ken kenneth kenji kerry kevin khalid khizr kiera kim kimberly
    kirk kirsten klaus konstantin kris krista kristen kristin kristina kurt kyle lamar lance lara larry lars laura lauren
    laurence laurent lawrence lea leah lee leila lena leo leon leonard leonardo leonid leroy leslie lester levi lewis li
    liam liang lidia lilian lily linda lindsay lindsey ling lionel lisa liu liz lloyd lois lopez lorenzo loretta lori
    lorraine lou louis louisa louise luc luca lucas lucia luciana lucy luigi luis luisa luiz lukas luke lula lutz lydia
    lyle lynn madeleine madison mae maggie magnus mahmoud mahmud malala malcolm malik manfred manuel manuela mara marc
    marcel marcelo marcia marco marcos marcus margaret margarita margot maria mariam marian mariana marianne marie marilyn
    marina marine mario marion marisa marius marjorie marlene marsha marshall marta martha martin martina marvin mary
    maryam mateo mathias matilda mats matt matteo matthew matthias maureen maurice mauricio mauro max maxim maxime maya
    megan mehdi mehmet mei mel melania melanie melinda melissa melvin mercedes meredith meryl mia micah michael michel
    michelle mick miguel mika mike mikhail milan mildred miles milton mina ming miranda miriam mitch mitt mohamed mohammad
    mohammed mohit moira molly mona monica monika monte morgan morris moses mounir muhammad murray mustafa myra nabil nadia
    naomi narendra nasser natalia natalie natasha nate nathan nathaniel neal neil nelson nicholas nick nicky nicola
    nicolas nicole nigel nikita nikki niklas nikolai nikos nils nina noah noam noel nora norbert norma norman nour nuno
    odette oksana ola olaf oleg oleksandr olena olga oliver olivia olivier omar orlando oscar oskar otto owen pablo pam
    pamela paola paolo pascal pat patricia patrick paul paula pauline paulo pavel pedro peggy penelope penny per percy
    perry pete peter petr petra phil philip philipp philippe phillip phoebe phyllis pierre pilar piotr polly prakash
    priti priya qasim quentin rachel rafael rafal raf ragnar rahul raj rajesh ralf ralph ramon ramona rand randall randy
    raphael rashid raul ravi ray raymond rebecca reed regina reginald reiner renata rene renée reuben rex rhonda ricardo
    riccardo richard rick ricky rina rishi rita rob robbie robby robert roberta roberto robin rod roderick rodney rodrigo
    roger roland rolf roman romeo ron ronald ronnie rory rosa rosalind rosario rose rosemary ross rowan roy ruben ruby
    rudolf rudy rupert russ russell ruth ryan sabine sabrina sadiq saeed sajid salim sally salman salvador sam samantha
    samir samira samuel sandra sandy sanjay sara sarah saskia saul scott sean sebastian selena serena serge sergei sergey
    sergio seth shane shannon sharon shaun shawn sheila shelley sheryl shinzo shirin shirley sidney sigrid silvia silvio
    simon simone sofia sonia sophia sophie soren spencer stacey stan stanislav stanley stefan stefano stella stephan
    stephane stéphane stephanie stephen sterling steve steven stewart stuart sue suleiman sunil susan susana susanna
    susanne suzanne sven svetlana sybil sylvia taavi takeshi tamara tammy tanya tara tariq tatiana taylor ted teresa terrence
    terry tessa thabo theo theodore theresa therese thomas thorsten tim timothy tina tobias toby todd tom tomas tomás
    tommy toni tony tracey tracy travis trevor tricia tristan troy tyler uma umar urs ursula usha václav valentin valentina
    valeria valerie vanessa vera veronica veronika vicente vicky victor victoria viktor viktoria vijay vikram vince vincent
    vincenzo viola violet virgil vivian vivek vlad vladimir volodymyr vojtěch wade wallace walt walter wanda warren wayne
    wei wendy wes wesley whitney wilfried wilhelm will william willie wilma winston wolfgang woody xavier xi yael yan yana
    yang yannick yasmin yasser yehuda yelena yevgeny yi yitzhak yolanda yoshi yosef youssef yuan yuki yuko yulia yuri
    yusuf yves yvette yvonne zac zachary zack zainab zara zeynep zhang zhou zoe zoran zuzana
    """.split()
)
