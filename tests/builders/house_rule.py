"""A rule of reach of a reader's own, as its file has it."""

RULE = """
@prefix z: <https://w3id.org/zizhu/ns#> .
@prefix code: <https://w3id.org/zizhu/code/> .
@prefix rule: <https://w3id.org/zizhu/lens/rule/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

rule:house-quarter a z:ReachRule ; z:version "1" ;
  rdfs:label "House rule: a quarter" ;
  skos:definition "Parties on the watch list have a quarter together, or contracts over it."@en ;
  z:passesBy code:equity ; z:threshold 25 ; z:inclusive true ;
  z:extendsList [ a z:ExtendedList ; rdfs:label "watch list" ; z:listName "watch" ] ,
    [ a z:ExtendedList ; rdfs:label "desk list" ; z:listName "desk" ; z:programmeName "arms" ] ;
  z:controlTest [ z:test code:contracts ; z:suffices true ] ;
  z:raisesFlag [ z:flag code:minorityStake ; rdfs:comment "Refer to the desk." ] ;
  z:inForce [ z:reach code:withinList ] ;
  z:holder "the house" ; z:parameterOrigin code:holder ; z:verified true ;
  dct:source "house manual, section 4" .
"""
