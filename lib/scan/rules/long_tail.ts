import type { Rule } from "../rule.ts";
import { vendor } from "./build/vendor.ts";

/** Web services beyond those gathered by field in `services.ts`, by the length of their keys. */
export const longTail: readonly Rule[] = [
  vendor({
    id: "service-key-32",
    kind: "web service key (32 letters and digits)",
    names: namesOf(`
      adzuna apiflash axonaut aylien bulbul checkly clinchpad cloudelements countrylayer
      currencyscoop detectlanguage onfleet opencagedata paydirtapp pdflayer pipedream pyxis
      sinch survicate travelpayouts vatlayer currencyfreaks flightstats knapsackpro
      moonclerk podio sheety sherpadesk testingbot upwave walkscore yousign accuweather
      apimetrics droneci financialmodelingprep formsite linkpreview simfin sugester
      thousandeyes tyntec api2cart autopilot billomat cloze gtmetrix madkudu pdfshift
      runrunit thinkific websitepulse artsy bitbar typetalk zerotier pastebin paymongo
      rebrandly screenshotlayer delighted demio dnscheck feedier satismeter aletheiaapi
      scraperbox upcdatabase verimail alconost siteleaf autodesk postageapp signupgenius
      faceplusplus salescookie route4me autoklose fmfw apptivo plaid_ chartmogul getresponse
      calendarific pepipost infura theoddsapi the-odds-api axesso streak_
    `),
    value: "[a-zA-Z0-9_-]{32}",
    example: "<x32>",
  }),
  vendor({
    id: "service-key-uuid",
    kind: "web service key (the form of a UUID)",
    names: namesOf(`
      apacta appcues apptivo cloudmersive deepai holidayapi selectpdf smartystreets vouchery
      airvisual collect2 duply interseller postbacks tokeet zenscrape zipcodebase cliengo
      captaindata rownd findl magicbell salesmate squarespace blazemeter runscope signalwire
      anypoint exportsdk zenserp metabase nethunt privacy_ refiner enablex sslmate besttime
      mixmax statuspage graphhopper zonka ai21
    `),
    value: "[a-zA-Z0-9]{8}-(?:[a-zA-Z0-9]{4}-){3}[a-zA-Z0-9]{12}|[a-zA-Z0-9-]{36}",
    example: "<u>",
  }),
  vendor({
    id: "service-key-40",
    kind: "web service key (40 letters and digits)",
    names: namesOf(`
      beebole buddyns diggernaut geocodify getgeoapi strava abyssale apideck powrbot
      purestake oopspam shotstack helpscout owlbot simplesat teamgate bitly extractorapi
      brandfetch stockdata worksnaps docparser parseur stormboard instamojo loadmill qase
      klipfolio monkeylearn nicereply twist_ getsandbox versioneye cloudsmith wandb zenrows
      instabot gitter sparkpost enigma_
    `),
    value: "[a-zA-Z0-9_-]{40}",
    example: "<x40>",
  }),
  vendor({
    id: "service-key-64",
    kind: "web service key (64 letters and digits)",
    names: namesOf(`
      aha_ ambee boostnote captaindata holistic metaapi meta-api youneedabudget ynab
      allsports currencycloud mavenlink qubole scrutinizer wistia appsynergy campayn
      ipinfodb peopledatalabs hasura html2pdf iconfinder zipcodeapi prodpad besnappy mesibo
      partnerstack qualaroo reachmail codequiry teletype cryptocompare rockset capsulecrm
      tmetric confluent
    `),
    value: "[a-zA-Z0-9_=+-]{64}",
    example: "<h64>",
  }),
  vendor({
    id: "service-key-20-28",
    kind: "web service key (20 to 28 letters and digits)",
    names: namesOf(`
      eraser noticeable tefter companyhub uploadcare pusher invoiceocean hiveage karmacrm
      eventbrite getemail oanda happyscribe onepagecrm betterstack flightapi replyio vercel
      cexio bannerbear bitmex storyblok checkvist baremetrics glassnode hypertrack
      messagebird bugherd convertkit proxycrawl ethplorer ringcentral timecamp skybiometry
      carboninterface pollsapi browshot geocode_ fastforex imagekit
    `),
    value: "[a-zA-Z0-9_-]{20,28}",
    example: "<x24>",
  }),
  vendor({
    id: "service-key-30-51",
    kind: "web service key (30 to 51 letters and digits)",
    names: namesOf(`
      bitcoinaverage meistertask mindmeister geckoboard intrinio paymoapp linenotify
      paralleldots storecove leadfeeder hybiscus gyazo gumroad supernotes bitfinex skrapp
      skrappio salesflare voodoosms ritekit packagecloud restpack m3o_ commercejs sigopt
      flowflu dronahq dwolla vyte_ overloop lunchmoney textmagic blitapp craftmypdf
      apitemplate geocod cloudimage worldcoinindex iexcloud centralstation whoxy simvoly
      worldweather rocketreach coveralls stitchdata
    `),
    value: "[a-zA-Z0-9_=-]{30,51}",
    example: "<x43>",
  }),
  vendor({
    id: "service-key-long",
    kind: "web service key (60 letters and digits or more)",
    names: namesOf(`
      clustdoc dareboost webscraper serphouse sportsmonk planyo jupiterone surveybot fulcrum
      crowdin scrapingbee scraping_bee signaturit imagga snipcart helpcrunch chatfuel envoy_
      dynalist airship teamgate mailjet bombbomb appointedd surveysparrow sirv_ getgist
      budibase poloniex planview wepay_
    `),
    value: "[a-zA-Z0-9_=+/-]{60,400}",
    example: "<x80>",
  }),
];

function namesOf(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
